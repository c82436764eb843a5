// 删去企业不再有的持有关系。
// writes
// $rows  LIST<MAP>  key、hold_ids（保留的持有关系）
UNWIND $rows AS row
MATCH (:Company {key: row.key})-[h:HOLDS]->(:Title)
WHERE NOT h.hold_id IN row.hold_ids
DELETE h
