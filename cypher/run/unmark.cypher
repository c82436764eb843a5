// 标明以前各次整批匹配都不再是最近一次。
// writes
MATCH (r:Run) WHERE r.last
SET r.last = false
