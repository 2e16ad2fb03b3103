"""What is printed, sent or kept on paper: the content of a document, and how it is written as a file."""
