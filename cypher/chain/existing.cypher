// 图中已有的产业链的内容校验值。
// reads
// $keys   LIST<STRING>  产业链编号
// key     STRING        产业链编号
// digest  STRING        内容校验值
MATCH (c:Chain) WHERE c.chain_id IN $keys
RETURN c.chain_id AS key, c.digest AS digest
ORDER BY key
