// 一个会话和它的账号。
// reads
// $session_id  STRING   令牌的 SHA-256
// account      STRING   账号名
// role         STRING   reviewer 审核、signer 签认、admin 管理
// active       BOOLEAN  账号是否可用
// created_at   STRING   登录的时刻
// seen_at      STRING   最近一次使用的时刻
MATCH (s:Session {session_id: $session_id})-[:OF]->(a:Account)
RETURN a.name AS account, a.role AS role, a.active AS active, s.created_at AS created_at, s.seen_at AS seen_at
LIMIT 1
