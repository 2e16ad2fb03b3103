"""The texts of letters that come with Onroll: plain English, and nothing that accuses.

Source  Onroll's own wording. Papers of the law name what domain, section 1.4, says that they must; a lawyer looks at them before use.
"""
# ruff: noqa: E501 (a letter reads best with its paragraphs whole)

from __future__ import annotations

from collections.abc import Mapping

from onroll.core.dated.letter_kinds import LetterText
from onroll.core.dated.values import Dated

_END = """Yours sincerely

{officer}
{authority}
{contact}"""

_ASK_END = f"""## How to answer

Please answer by {{reply_by}} and give the number {{enquiry}}. “We do not know” helps too. If you cannot tell us, please say why.

## Why we may ask, and you may answer

We ask under this law: {{lawful_basis}}. We keep your answer with the child’s case, and show it only to people who work on it.

Please do not tell the family about this letter if you think that this could put anybody in danger.

{_END}"""

TEXTS: tuple[Dated[Mapping[str, LetterText]], ...] = (
    Dated(
        source="Onroll's own wording, 2026",
        value={
            "parent_first": LetterText(
                "{child_first_name} and school",
                f"""Dear {{recipient}}

We would like to know how {{child_first_name}} is, and whether you need any help with school.

Our records do not show where {{child_first_name}} is learning now. Records can be wrong. If {{child_first_name}} is at a school, or learns at home, please tell us where and since when. Then there is nothing more for you to do.

## What we would like you to do

Please call or write to us by {{reply_by}}. You can reach us here: {{contact}}.

## How we can help

- We can help you to find a school place.
- We can help with the way to school, with uniform and with meals.
- We can help if {{child_first_name}} is worried about school, is ill, or has special needs.
- We can find somebody who speaks your language.

You will not be in trouble because you talk to us. We want to hear what {{child_first_name}} thinks as well.

{_END}""",
            ),
            "last_address": LetterText(
                "Please get in touch about {child_first_name}",
                f"""To the family of {{child_first_name}}

We think that you may live here, or that you have lived here. We would like to hear from you about school.

Please call or write to us by {{reply_by}}: {{contact}}. We can help with school places and other things that a family may need.

If this letter is not for you, please send it back, or tell us that the family does not live here. You do not have to tell us who you are.

{_END}""",
            ),
            "school_old": LetterText(
                "A question about a former pupil, {enquiry}",
                f"""Dear {{recipient}}

We are looking for a child who, as far as we know, went to your school: {{child}}, born {{child_born}}.

## Please tell us

- On which day did the child last attend, and when did you take the child off your roll? For which reason in law?
- Where did the family say that they were going, and when do they start there?
- Have you sent the child’s file to another school, or has one asked for it?
- Which addresses, telephone numbers and contacts do you hold?
- Do brothers, sisters or cousins come to your school?
- Do you have any worry about the child’s safety? If so, please tell your safeguarding lead and ours today.

{_ASK_END}""",
            ),
            "school_new": LetterText(
                "Is this child at your school? {enquiry}",
                f"""Dear {{recipient}}

We are looking for a child who may have come to your school: {{child}}, born {{child_born}}.

## Please tell us

- Is the child on your roll, or has somebody applied for a place?
- If so: since which day, and when did the child first attend?
- Does the child attend now?
- If the child never came: on which day did you expect them?

{_ASK_END}""",
            ),
            "authority": LetterText(
                "A child who may live in your area, {enquiry}",
                f"""Dear {{recipient}}

We are looking for a child who may live in your area: {{child}}, born {{child_born}}. The last address that we know is {{child_address}}. The last school that we know is {{last_school}}.

## Please tell us

- Is the child on a roll in your area, taught at home, or waiting for a place?
- Do your admissions, housing, council tax or social care teams know the child or the family?
- Who is your named officer for children missing education?

We stay responsible for the child until your authority has accepted the hand-over in writing.

{_ASK_END}""",
            ),
            "agency": LetterText(
                "A question about a child, {enquiry}",
                f"""Dear {{recipient}}

We are looking for a child who gets no education that we know of: {{child}}, born {{child_born}}. The last address that we know is {{child_address}}.

Our question to you: {{asked}}.

## Please tell us

- Do you know the child or the family?
- If so: since when, at which address, and when did somebody last see the child?
- Do you have any worry about the child’s safety?

Please send us only what answers these questions.

{_ASK_END}""",
            ),
            "chasing": LetterText(
                "Our question of {asked_on}, {enquiry}",
                f"""Dear {{recipient}}

On {{asked_on}} we asked you about a child, under the number {{enquiry}}. We have not had your answer yet. It may have crossed with this letter.

A child may be out of sight while we wait. Please answer by {{reply_by}}. If you are not able to, please call us, so that we can agree another way.

We ask under this law: {{lawful_basis}}.

{_END}""",
            ),
            "notice_437": LetterText(
                "Notice about {child}: Education Act 1996, section 437(1)",
                f"""Dear {{recipient}}

This letter is a notice under section 437(1) of the Education Act 1996. We know that such a letter is not pleasant to get. Please read it to the end, and call us if anything is not clear.

## Why we write

It appears to us that {{child}}, born {{child_born}}, does not get suitable education at the moment. The reasons are these:

{{reasons}}

## What we ask

Please show us by {{period_ends_on}} that {{child_first_name}} gets suitable education, at a school or in another way. That is {{period_days}} days, and the day on which you get this notice, {{served_on}}, is the first of them.

You can tell us in a letter, in a call, at a visit, or show us some work. You choose. We will listen, and write down what you say.

## Help

So far we have offered: {{help_offered}}. All of that still stands. If something else would help, please say so.

## What can come next

If we are still not satisfied after that day, and think that {{child_first_name}} should go to school, the law says that we serve a school attendance order. Before that we would write to you again and name the school, and you could ask for another one.

You may want to get advice of your own, for example from Citizens Advice.

{_END}""",
            ),
            "intention_438": LetterText(
                "Which school for {child}: Education Act 1996, section 438",
                f"""Dear {{recipient}}

This letter is a notice under section 438 of the Education Act 1996.

We have written to you about the education of {{child}}, born {{child_born}}. We are still not satisfied that {{child_first_name}} gets suitable education, and think that {{child_first_name}} should go to school.

## The school

We intend to name this school in a school attendance order: {{school}}.

## You can ask for another school

You have until {{period_ends_on}} to apply for a place at another school, or to ask us for another one. That is {{period_days}} days, and {{served_on}} is the first of them. If another school offers a place, please tell us: we would then name that school.

If {{child_first_name}} starts at a school before that day, or you show us that {{child_first_name}} gets suitable education in another way, there will be no order.

## Help

We can come with you to the school, and help with uniform, the way to school and whatever else stands in the way. So far we have offered: {{help_offered}}.

{_END}""",
            ),
            "order": LetterText(
                "School attendance order for {child}: Education Act 1996, section 437(3)",
                f"""Dear {{recipient}}

This is a school attendance order under section 437(3) of the Education Act 1996. It is made by {{authority}} on {{served_on}}.

The order is about {{child}}, born {{child_born}}.

## What the order says

You are to have {{child_first_name}} registered as a pupil at this school: {{school}}. We have told the school.

## If things change

You can ask us to name another school, or to end the order because {{child_first_name}} gets suitable education in another way. Write to us, and say why. The order holds until then.

## If the order is not kept

A parent who does not keep to an order may be taken to court under section 443, unless {{child_first_name}} gets suitable education in another way. We would speak with you first. Before any such step we must also consider an education supervision order, which is a way to support your family.

## Help

We will help on the first day and in the weeks after it. Please call us: {{contact}}.

{_END}""",
            ),
            "why_listed": LetterText(
                "Why we ask about {child_first_name}",
                f"""Dear {{recipient}}

You have asked, or may want to know, why we ask about {{child_first_name}}. You are not in trouble. Records can be wrong or late.

## Why

Because {{listed_because}}.

## Where this comes from

We looked at these records: {{listed_from}}.

## If something is wrong

Please tell us: {{contact}}. We send the correction to whoever holds the record, and tell you within one month what came of it.

## To see what we hold

You can ask for a copy of what we hold about {{child_first_name}}, and for who has looked at it. It costs nothing.

## To complain

You can complain to somebody else than me: {{complain_to}}. Nobody answers a complaint about themselves. After that you can go to the Ombudsman for local government, or to the Information Commissioner.

We never use what we hold to enforce immigration rules or to take benefits back.

{_END}""",
            ),
            "closing": LetterText(
                "Thank you, and how to reach us later",
                f"""Dear {{recipient}}

Thank you for your help. We have no more questions about {{child_first_name}}.

This is what we know now: {{how_it_ended}}.

If that is not right, please tell us, and we will put it right. If you need help with school later, you can always call us: {{contact}}.

{_END}""",
            ),
        },
    ),
)
