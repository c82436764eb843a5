// 登录后的会话；只存令牌的散列。
// writes
// $rows  LIST<MAP>  session_id（令牌的 SHA-256）、account、created_at、seen_at（ISO 时刻，UTC）
UNWIND $rows AS row
MATCH (a:Account {name: row.account})
MERGE (s:Session {session_id: row.session_id})
SET s.account = row.account, s.created_at = row.created_at, s.seen_at = row.seen_at
MERGE (s)-[:OF]->(a)
