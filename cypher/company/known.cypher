// 这些企业中图里已有的。
// reads
// $keys  LIST<STRING>  企业的键
// key    STRING        企业的键
MATCH (c:Company) WHERE c.key IN $keys
RETURN c.key AS key
ORDER BY key
