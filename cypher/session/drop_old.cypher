// 删去早于某一时刻登录的会话。
// writes
// $rows  LIST<MAP>  before（ISO 时刻，UTC）
UNWIND $rows AS row
MATCH (s:Session) WHERE s.created_at < row.before
DETACH DELETE s
