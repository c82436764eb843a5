// 政策的编号，从 after 之后起。
// reads
// $after  STRING   上一页最后的编号，第一页为空文字
// $limit  INTEGER  最多几行
// doc_id  STRING   文档编号
MATCH (p:Policy) WHERE p.doc_id > $after
RETURN p.doc_id AS doc_id
ORDER BY doc_id
LIMIT $limit
