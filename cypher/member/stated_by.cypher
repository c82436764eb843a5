// 一个导入批次说过的从事环节关系，按关系编号，从 after 之后起。
// reads
// $import_id  STRING   导入批次编号
// $after      STRING   上一页最后的关系编号，第一页为空文字
// $limit      INTEGER  最多几行
// link_id     STRING   关系编号
// alone       BOOLEAN  只有这一批次说过
MATCH (:Company)-[r:WORKS_IN]->(:Segment) WHERE r.link_id > $after AND $import_id IN r.imports
RETURN r.link_id AS link_id, size(r.imports) = 1 AS alone
ORDER BY link_id
LIMIT $limit
