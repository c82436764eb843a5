// 从别的批次也说过的链主关系上去掉一个导入批次。
// writes
// $import_id  STRING  导入批次编号
MATCH (:Company)-[r:LEADS]->(:Chain) WHERE $import_id IN r.imports
SET r.imports = [one IN r.imports WHERE one <> $import_id]
