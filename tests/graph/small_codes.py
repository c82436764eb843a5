"""Code tables of a handful of rows: loading all of the nation's for every test would take seconds."""

from __future__ import annotations

from domain.industry_code import Industries, Industry
from domain.region import Level, Region, Regions

REGIONS = Regions(
    [
        Region("110000", "北京市", Level.PROVINCE, None, "北京"),
        Region("110105", "朝阳区", Level.COUNTY, "110000"),
        Region("130000", "河北省", Level.PROVINCE, None, "河北"),
        Region("130100", "石家庄市", Level.PREFECTURE, "130000", "石家庄"),
        Region("130132", "元氏县", Level.COUNTY, "130100", "元氏"),
        Region("220000", "吉林省", Level.PROVINCE, None, "吉林"),
        Region("220100", "长春市", Level.PREFECTURE, "220000", "长春"),
        Region("220104", "朝阳区", Level.COUNTY, "220100"),
    ]
)
INDUSTRIES = Industries(
    [
        Industry("C", "C", "制造业"),
        Industry("34", "C", "通用设备制造业"),
        Industry("344", "C", "泵、阀门、压缩机及类似机械制造"),
        Industry("3441", "C", "泵及真空设备制造"),
    ]
)
