// 申报期的键唯一。
// schema
CREATE CONSTRAINT window_window_id IF NOT EXISTS
FOR (n:Window) REQUIRE n.window_id IS UNIQUE
