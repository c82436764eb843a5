// 删去只有一个导入批次说过的从事环节关系。
// writes
// $import_id  STRING  导入批次编号
MATCH (:Company)-[r:WORKS_IN]->(:Segment) WHERE r.imports = [$import_id]
DELETE r
