// 记下会话最近一次使用的时刻。
// writes
// $rows  LIST<MAP>  session_id、seen_at
UNWIND $rows AS row
MATCH (s:Session {session_id: row.session_id})
SET s.seen_at = row.seen_at
