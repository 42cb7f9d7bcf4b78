-- How reporting periods run, in the order of their ids.
select id, kind, site_kind as "siteKind", cut_off_day as "cutOffDay", due_days as "dueDays", valid_from::text as "validFrom",
  valid_to::text as "validTo", document, locator, confidence, note_vi as "noteVi", note_en as "noteEn"
from land.period_rule
order by id collate "C"
