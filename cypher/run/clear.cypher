// 去掉上一次整批匹配的全部结果，随后整体重写。
// writes
MATCH (:Company)-[r:FITS|NEAR]->(:Item)
DELETE r
