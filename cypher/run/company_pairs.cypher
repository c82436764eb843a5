// 最近一次整批匹配中一家企业的事项，按事项编号，从 after 之后起。
// reads
// $key      STRING   企业的键
// $after    STRING   上一页最后的事项编号，第一页为空文字
// $limit    INTEGER  最多几行
// company   STRING   企业的键
// item_id   STRING   事项编号
// near      STRING   只差的那一条；符合时为空
// low       STRING   金额下限（元），十进制文字
// high      STRING   金额上限（元），十进制文字，未知为空
MATCH (c:Company {key: $key})-[r:FITS|NEAR]->(i:Item)
WHERE i.item_id > $after
RETURN c.key AS company, i.item_id AS item_id, r.near AS near, r.low AS low, r.high AS high
ORDER BY item_id
LIMIT $limit
