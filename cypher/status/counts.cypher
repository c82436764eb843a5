// 每种标签有多少个节点。
// reads
// $limit  INTEGER  最多几种
// label   STRING   标签
// nodes   INTEGER  节点数
CALL () {
  MATCH (n:Policy) WITH count(n) AS nodes RETURN 'Policy' AS label, nodes
  UNION ALL
  MATCH (n:Item) WITH count(n) AS nodes RETURN 'Item' AS label, nodes
  UNION ALL
  MATCH (n:Criterion) WITH count(n) AS nodes RETURN 'Criterion' AS label, nodes
  UNION ALL
  MATCH (n:Feature) WITH count(n) AS nodes RETURN 'Feature' AS label, nodes
  UNION ALL
  MATCH (n:Benefit) WITH count(n) AS nodes RETURN 'Benefit' AS label, nodes
  UNION ALL
  MATCH (n:Window) WITH count(n) AS nodes RETURN 'Window' AS label, nodes
  UNION ALL
  MATCH (n:Company) WITH count(n) AS nodes RETURN 'Company' AS label, nodes
  UNION ALL
  MATCH (n:FactSheet) WITH count(n) AS nodes RETURN 'FactSheet' AS label, nodes
  UNION ALL
  MATCH (n:Title) WITH count(n) AS nodes RETURN 'Title' AS label, nodes
  UNION ALL
  MATCH (n:Region) WITH count(n) AS nodes RETURN 'Region' AS label, nodes
  UNION ALL
  MATCH (n:Industry) WITH count(n) AS nodes RETURN 'Industry' AS label, nodes
  UNION ALL
  MATCH (n:Chain) WITH count(n) AS nodes RETURN 'Chain' AS label, nodes
  UNION ALL
  MATCH (n:Segment) WITH count(n) AS nodes RETURN 'Segment' AS label, nodes
  UNION ALL
  MATCH (n:Formation) WITH count(n) AS nodes RETURN 'Formation' AS label, nodes
  UNION ALL
  MATCH (n:Run) WITH count(n) AS nodes RETURN 'Run' AS label, nodes
  UNION ALL
  MATCH (n:Import) WITH count(n) AS nodes RETURN 'Import' AS label, nodes
}
RETURN label, nodes
ORDER BY label
LIMIT $limit
