// 删去只有一个导入批次说过的链主关系。
// writes
// $import_id  STRING  导入批次编号
MATCH (:Company)-[r:LEADS]->(:Chain) WHERE r.imports = [$import_id]
DELETE r
