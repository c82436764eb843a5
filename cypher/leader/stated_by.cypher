// 一个导入批次说过的链主关系的数目：只有它说的，和别的批次也说的。
// reads
// $import_id  STRING   导入批次编号
// alone       INTEGER  只有它说的
// shared      INTEGER  别的批次也说的
MATCH (:Company)-[r:LEADS]->(:Chain) WHERE $import_id IN r.imports
RETURN coalesce(sum(CASE WHEN size(r.imports) = 1 THEN 1 ELSE 0 END), 0) AS alone,
       coalesce(sum(CASE WHEN size(r.imports) > 1 THEN 1 ELSE 0 END), 0) AS shared
LIMIT 1
