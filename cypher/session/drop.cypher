// 退出：删去会话。
// writes
// $rows  LIST<MAP>  session_id
UNWIND $rows AS row
MATCH (s:Session {session_id: row.session_id})
DETACH DELETE s
