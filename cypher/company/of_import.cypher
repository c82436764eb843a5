// 一个导入批次说过的企业，按键，从 after 之后起。
// reads
// $import_id  STRING   导入批次编号
// $after      STRING   上一页最后的键，第一页为空文字
// $limit      INTEGER  最多几行
// key         STRING   企业的键
MATCH (c:Company)-[:CAME_FROM]->(:Import {import_id: $import_id})
WHERE c.key > $after
RETURN c.key AS key
ORDER BY key
LIMIT $limit
