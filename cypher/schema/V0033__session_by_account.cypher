// 按账号找会话。
// schema
CREATE INDEX session_by_account IF NOT EXISTS
FOR (n:Session) ON (n.account)
