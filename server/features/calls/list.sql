-- Calls for investment that the public sees, one row holding all of them, those that hold longest first. $1 site or null.
select json_build_object(
  'items', coalesce(
    json_agg(
      json_build_object(
        'id', c.id, 'dataSet', c.data_set,
        'site', json_build_object('id', s.id, 'nameVi', s.name_vi, 'nameEn', s.name_en),
        'nameVi', c.name_vi, 'nameEn', c.name_en, 'placeVi', c.place_vi, 'placeEn', c.place_en,
        'areaHa', c.area_ha, 'capitalBillionVnd', c.capital_billion_vnd, 'sectorsVi', c.sectors_vi, 'sectorsEn', c.sectors_en,
        'formVi', c.form_vi, 'formEn', c.form_en, 'landStatus', c.land_status, 'contactVi', c.contact_vi, 'contactEn', c.contact_en,
        'legalBasis', c.legal_basis, 'issuer', c.issuer, 'validFrom', c.valid_from, 'validTo', c.valid_to,
        'asOf', c.as_of, 'knownOn', c.known_on, 'noteVi', c.note_vi, 'noteEn', c.note_en,
        'source', case when c.source_id is not null then json_build_object('id', c.source_id, 'locator', c.locator) end,
        'confidence', c.confidence,
        'entered', case when c.entered_id is not null then json_build_object('id', c.entered_id, 'version', c.entered_version) end
      )
      order by c.valid_to desc nulls last, c.as_of desc, c.id collate "C"
    ),
    '[]'::json
  ),
  'total', count(*)
) as body
from investment_call c
join subject s on s.id = c.site_id
where c.as_of <= (select api.as_of()) and c.known_on <= (select api.known_on()) and ($1::text is null or c.site_id = $1::text)
