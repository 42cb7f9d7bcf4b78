-- Industry codes. One row per code.
select code, name_vi as "nameVi", name_en as "nameEn" from land.vsic order by code
