// 每种标签有多少个节点，也数不认识的标签；看导出漏了什么。
// reads
// $limit  INTEGER  最多几种
// label   STRING   标签
// count   INTEGER  节点数
MATCH (n)
UNWIND labels(n) AS label
RETURN label, count(*) AS count
ORDER BY label
LIMIT $limit
