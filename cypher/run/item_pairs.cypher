// 最近一次整批匹配中一个事项的企业，按企业的键，从 after 之后起。
// reads
// $item_id  STRING   事项编号
// $after    STRING   上一页最后的键，第一页为空文字
// $limit    INTEGER  最多几行
// company   STRING   企业的键
// item_id   STRING   事项编号
// near      STRING   只差的那一条；符合时为空
// low       STRING   金额下限（元），十进制文字
// high      STRING   金额上限（元），十进制文字，未知为空
MATCH (i:Item {item_id: $item_id})<-[r:FITS|NEAR]-(c:Company)
WHERE c.key > $after
RETURN c.key AS company, i.item_id AS item_id, r.near AS near, r.low AS low, r.high AS high
ORDER BY company
LIMIT $limit
