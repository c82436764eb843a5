// 指标的键唯一。
// schema
CREATE CONSTRAINT feature_feature_id IF NOT EXISTS
FOR (n:Feature) REQUIRE n.feature_id IS UNIQUE
