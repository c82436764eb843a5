// 记一笔审计：谁在何时对什么做了什么。
// writes
// $rows  LIST<MAP>  act_id、props（at、by、what、target、detail）
UNWIND $rows AS row
MERGE (a:Act {act_id: row.act_id})
SET a += row.props
