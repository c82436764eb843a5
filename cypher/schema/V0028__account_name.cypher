// 账号名的键唯一。
// schema
CREATE CONSTRAINT account_name IF NOT EXISTS
FOR (n:Account) REQUIRE n.name IS UNIQUE
