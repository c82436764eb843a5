// 图中已有的雁阵的内容校验值。
// reads
// $keys   LIST<STRING>  雁阵编号
// key     STRING        雁阵编号
// digest  STRING        内容校验值
MATCH (f:Formation) WHERE f.formation_id IN $keys
RETURN f.formation_id AS key, f.digest AS digest
ORDER BY key
