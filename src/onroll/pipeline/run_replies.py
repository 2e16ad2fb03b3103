"""The answers to enquiries that count in a run, as the casebook takes them."""

from __future__ import annotations

from onroll.core.enquiry_replies import Reply
from onroll.core.evidence import reference
from onroll.pipeline.engine import asking, read_parquet
from onroll.pipeline.index import Index, Run


def read_replies(index: Index, run: Run) -> list[Reply]:
    """Return every reply of the extracts that the run was made from, the earliest answer first."""
    made_from = set(run.manifest.get("made_from", {}).get("extracts", ()))
    extracts = [each for each in index.extracts() if each.register == "enquiry_reply" and each.extract_id in made_from]
    if not extracts:
        return []
    replies = []
    connection = asking()
    try:
        for extract in extracts:
            sql = f"""SELECT enquiry, answered_on, answer, record_id, coalesce(evidence, ''), coalesce(urn, ''), coalesce(postcode, ''),
                             from_date FROM {read_parquet(extract.records_path)} ORDER BY answered_on, line"""
            for enquiry, answered_on, answer, record_id, evidence, urn, postcode, since in connection.execute(sql).fetchall():
                row = reference(extract.register, extract.supplier, extract.as_at, record_id)
                replies.append(Reply(enquiry, answered_on, answer, row, evidence, urn, postcode, since))
    finally:
        connection.close()
    return sorted(replies, key=lambda reply: (reply.answered_on, reply.reference))
