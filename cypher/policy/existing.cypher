// 图中已有的政策的内容校验值。
// reads
// $doc_ids  LIST<STRING>  要找的文档编号
// doc_id    STRING        文档编号
// digest    STRING        内容校验值
MATCH (p:Policy) WHERE p.doc_id IN $doc_ids
RETURN p.doc_id AS doc_id, p.digest AS digest
ORDER BY doc_id
