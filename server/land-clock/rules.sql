-- Rules of the legal clock. One row per rule.
select id, topic, document_number as "documentNumber", article, valid_from::text as "validFrom", valid_to::text as "validTo", months,
  counts_from as "countsFrom", confidence, source_id as "sourceId"
from legal_clock_rule
order by id collate "C"
