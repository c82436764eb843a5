// 审计记录的键唯一。
// schema
CREATE CONSTRAINT act_act_id IF NOT EXISTS
FOR (n:Act) REQUIRE n.act_id IS UNIQUE
