// 链主认定，可只看一条产业链，按关系编号，从 after 之后起。
// reads
// $chain_id       STRING   产业链编号，空文字为全部
// $after          STRING   上一页最后的关系编号，第一页为空文字
// $limit          INTEGER  最多几行
// link_id         STRING   关系编号
// company         STRING   企业的键
// chain_id        STRING   产业链编号
// designated_by   STRING   由谁认定
// level           STRING   级别
// source          STRING   出处
// valid_from      DATE     起
// valid_to        DATE     止
MATCH (f:Company)-[r:LEADS]->(c:Chain)
WHERE r.link_id > $after AND ($chain_id = '' OR c.chain_id = $chain_id)
RETURN r.link_id AS link_id, f.key AS company, c.chain_id AS chain_id, r.designated_by AS designated_by,
       r.level AS level, r.source AS source, r.valid_from AS valid_from, r.valid_to AS valid_to
ORDER BY link_id
LIMIT $limit
