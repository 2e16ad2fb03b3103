"""Kinds of help that are offered to a family before any notice, and after it.

Source  domain, section 9 (academic, pastoral and practical help; the Commissioner: too much sanction and process, too little help).
"""

from __future__ import annotations

HELP: dict[str, str] = {
    "meeting": "A visit, a call or a meeting to listen",
    "school_place": "A school place, or help to apply for one",
    "transport": "Transport to school",
    "uniform": "Uniform, equipment or meals",
    "send": "Help with special educational needs",
    "wellbeing": "Help with worry about school, or with mental health",
    "medical": "Teaching during illness",
    "early_help": "Early help for the family, or housing",
    "interpreter": "An interpreter, or papers in another language",
    "home_education": "Advice about teaching at home",
    "carers": "Flexible hours for a child who cares for somebody",
    "counselling": "Counselling in school",
    "psychologist": "An educational psychologist",
    "tuition": "Tuition to catch up",
    "other": "Something else",
}
