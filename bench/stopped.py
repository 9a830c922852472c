"""With the application stopped: nginx serves every address that the site has, withdrawn ones as 410, byte for byte."""

import http.client
import shutil
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from bench.home import home
from bench.pages import free_port, nginx, running

RELEASED, WITHDRAWN = 60, 10


def main() -> None:
    """Fill a store, let nothing but nginx run, ask for everything."""
    if not shutil.which("nginx"):
        print("没有安装 nginx，没有量（Debian 包 nginx-light）")
        return
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
    with home() as folder:
        import factories
        from django.conf import settings

        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        made = factories.make_world()
        from gongkai.config.opening import open_store
        from gongkai.ledger import follow
        from gongkai.pages import filling, store
        from gongkai.portal import inventory
        from gongkai.publishing import services

        section = ("xzdt", "gsgg")
        releases = [
            factories.release(made, title=f"第{n}号事项办理情况", section=section[n % 2]) for n in range(RELEASED)
        ]
        for release in releases[:WITHDRAWN]:
            services.withdraw(release.item, by=made["first"], reason="内容有误")
        open_store()
        while follow.catch_up():
            pass
        filling.fill_all()
        port, statuses, wrong = free_port(), Counter[int](), []
        (folder / "nginx").mkdir()
        with running(nginx(folder / "nginx", port), port):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            for address in inventory.all_addresses():
                line.request("GET", quote(address))
                answer = line.getresponse()
                body, found = answer.read(), store.find(address)
                statuses[answer.status] += 1
                if found is None or (answer.status, body) != (found.status, found.path.read_bytes()):
                    wrong.append(address)
        print(
            f"程序停止后 nginx 送出 {statuses[200]:,} 页、410 {statuses[410]} 页，"
            f"其他 {sum(statuses.values()) - statuses[200] - statuses[410]}，与页面库不同 {len(wrong)}（要求 0、0）"
        )


if __name__ == "__main__":
    main()
