// 审计记录，新的在前，从 before 之前起。
// reads
// $before   STRING   上一页最后的编号，第一页给一个比所有编号都大的文字
// $limit    INTEGER  最多几行
// act_id    STRING   编号（时刻在前，可以排序）
// at        STRING   何时（ISO 时刻，UTC）
// by        STRING   谁
// what      STRING   做了什么
// target    STRING   对什么
// detail    STRING   细节
MATCH (a:Act) WHERE a.act_id < $before
RETURN a.act_id AS act_id, a.at AS at, a.by AS by, a.what AS what, a.target AS target, a.detail AS detail
ORDER BY act_id DESC LIMIT $limit
