// 会话的键唯一。
// schema
CREATE CONSTRAINT session_session_id IF NOT EXISTS
FOR (n:Session) REQUIRE n.session_id IS UNIQUE
