"""Forenames and surnames so unlike one another that no two children of a town can be taken for one."""

_FORENAMES = """
Olivia Amelia Emily Jessica Sophie Grace Isabella Poppy Chloe Charlotte Freya Daisy Phoebe Scarlett Sienna Alice Florence Matilda
Holly Imogen Maisie Ellie Rosie Evelyn Elizabeth Hannah Willow Summer Lilly Abigail Megan Jasmine Amber Georgia Harriet Katie
Brooke Lacey Annabelle Violet Martha Bethany Faith Madison Heidi Julia Sarah Nancy Penelope Paige Niamh Francesca Darcie Beatrice
Victoria Lydia Keira Robyn Alexandra Caitlin Rebecca Lauren Lexie Bonnie Aaliyah Libby Clara Nevaeh Nicole Felicity Edith Seren
Aurora Naomi Natalia Laila Delilah Esther Aimee Elena Pippa Ariana Esmae Autumn Kayla India Angel Mabel Alyssa Lucia Melissa
Tabitha Skyla Aoife Jemima Rachel Jennifer Inaaya Khadijah Anastasia Ebony Hazel April Courtney Taylor Cerys Tallulah Ffion
Josephine Honey Syeda Gabriela Ophelia Casey Constance Pearl Eliana Michelle Melody Belle Zaynab Helena Destiny Peyton Vanessa
Aizah Miriam Ottilie Louise Evangeline Valentina Athena Imaan Dorothy Stephanie Sydney Kelsey Stella Primrose Verity River Chelsea
Danielle Tiffany Erica Harmony Halima Thomas Jacob Joshua James Oscar Ethan Samuel Henry Archie Freddie Benjamin Isaac Logan Riley
Dylan Edward Arthur Sebastian Jayden Lewis Zachary Matthew Theodore David Reuben Callum Connor Aaron Bobby Stanley Blake Reggie
Dexter Caleb Cameron Jaxon Aiden Finlay Sonny Carter Dominic Rowan Tobias Patrick Hunter Alfred Muhammed Ashton Christopher
Bradley Ralph Brandon Tristan Filip Grayson Andrew Oakley Rocco Spencer Vincent Maximilian Marley Jonathan Rupert Lincoln Leonardo
Kevin Myles Hudson Marcus Flynn Abdul Xavier Jordan Layton Leighton Yahya Rayan Parker Lennon Barnaby Emmanuel Mckenzie Fletcher
Malachi Rufus Ashley Richard Travis Lorenzo Junior Hector Bodhi Fabian Damian Timothy Jimmy Douglas Quinn Monty Cohen Simon Osian
Justin Romeo Solomon Rafferty Wyatt Denis Franklin Hafsa Sumayyah Ayesha Mahnoor Eshal Umaymah Nimra Tahira Bushra Shabana Nusrat
Tasnim Jannat Afsana Ibrahim Yusuf Ahmed Bilal Ismail Mustafa Ayaan Hussain Tariq Usman Idris Ammar Rehan Kamran Rahim Nabil Priya
Saanvi Meera Anika Harleen Manpreet Navdeep Avani Nisha Pooja Aditi Amrit Sukhpreet Ravneet Ishika Arjun Krish Rishi Dhruv
Gurpreet Sahib Jeevan Nikhil Sanjay Vihaan Advik Kabir Rania Nadia Shahd Karim Walid Mahmoud Nasser Yasin Sagal Hamdi Fardowsa
Ruqiya Samsam Bethlehem Abdirahman Guled
"""
_SURNAMES = """
Smith Jones Taylor Williams Brown Davies Evans Wilson Thomas Roberts Lewis Walker Robinson White Jackson Wright Green Cooper
Harris Martin Clarke James Morgan Edwards Hughes Moore Scott Morris Young Turner Mitchell Phillips Adams Campbell Anderson Allen
Bailey Miller Parker Murphy Price Griffiths Kelly Simpson Marshall Collins Bennett Richardson Chapman Reynolds Lloyd Russell
Graham Stewart Powell Holmes Stevens Hunter Matthews Knight Butler Kennedy Saunders Foster Harvey Gibson Hudson Berry Barnes
Pearson Booth Dixon Gordon Lawson Black Woods Fletcher Doyle Hopkins Nicholson Jordan Newman Howard Burke Houghton McCarthy
Elliott Duncan Francis Gallagher Austin Hayes Sharp Sutton Oliver Arnold Flynn Field Potter Warren Rhodes Middleton Oneill Payne
Gregory Webster Donnelly Lucas Cross Jarvis Obrien Curtis Bryant Cameron Ferguson Lopez Lynch Mackenzie Heath Farrell Gilbert
McIntyre Bishop Higgins Sutherland Fernandez Hutchinson Maxwell Garcia Charles Crawford Oconnor Rowland Forrest Glover Hewitt
Jeffery Yates Atherton Carpenter Hammond Lambert McLeod Sullivan Finch Fuller Henry Hobbs Knowles Owens Bloggs Dennis Gough
Christie Duffy Vincent Donaldson Quinn Sweeney Wheeler Brennan Douglas Randall Broadhurst Cartwright Doherty Goddard Watkins Leach
Wyatt Hancock Lindsay Nelson Abbott Chadwick Seymour Baldwin Little Savage Swift Thornton Fleming McFarlane Shepherd Sinclair
Welch Cassidy Herbert Schofield Vaughan Fitzgerald Hicks Humphrey Rooney Rossi Armitage English Laing Singleton Spence Devlin
Horne Kavanagh Lovell McKenna Rawlings Kirby Needham Piper Fenton Reeves Sawyer Townsend Bassett Conway Copeland Corbett Guest
Holloway Hurst Sykes Archer Fitzpatrick Ireland McLaughlin Noble Stacey McCallum Skinner Dalton McCormack McGuire Bevan Bowers
Britton Crowther McMillan Sanchez Alcock Betts Clegg Hubbard Irvine Macgregor Munro Rigby Rodriguez Searle Stubbs Callaghan
Ferreira Neville Norton Rankin Ratcliffe Redman Steadman Busby Clements Clifford Curran Dickinson Draper Drummond Ramsay Woolley
Buchanan Lennon McDermott Metcalfe Pratt Ryder Buxton Dupont Eastwood Fellows Grainger Hastings Leonard Mohammed Perez Povey
Ridley Sheldon Wharton Cummings Dunkley Edmonds Everett Meredith Mustafa Plant Plummer Squires Wormald Worthington Dowling
Fountain Gillespie Goulding Hackett Knott Roach Aitken Aldred Blundell Bostock Bouvet Calvert Churchill Derrick Kouma McNamara
McNeil Millington Nairn Odling Reader Rennie Ahmad Almond Ashley Beech Brewer Bridges Couch Emery Finnegan Frame Gamble
"""

FORENAMES = tuple(_FORENAMES.split())
SURNAMES = tuple(_SURNAMES.split())
