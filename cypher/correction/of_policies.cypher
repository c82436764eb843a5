// 一些文档上的全部更正，按文档、先后。
// reads
// $doc_ids         LIST<STRING>  文档编号
// correction_id    STRING   更正编号
// doc_id           STRING   文档编号
// item_id          STRING   事项编号
// n                INTEGER  文档上的第几次更正
// act              STRING   做了什么
// by               STRING   谁
// at               STRING   何时（ISO 时刻，UTC）
// why              STRING   为什么
// edit             STRING   更正本身（JSON）
// before           STRING   改前（JSON）
// after            STRING   改后（JSON）
// version_before   STRING   改前的规则版本
// version_after    STRING   改后的规则版本
// dropped          STRING   何时作废（没有作废为空）
MATCH (c:Correction) WHERE c.doc_id IN $doc_ids
RETURN c.correction_id AS correction_id, c.doc_id AS doc_id, c.item_id AS item_id, c.n AS n, c.act AS act, c.by AS by,
       c.at AS at, c.why AS why, c.edit AS edit, c.before AS before, c.after AS after,
       c.version_before AS version_before, c.version_after AS version_after, c.dropped AS dropped
ORDER BY doc_id, n
