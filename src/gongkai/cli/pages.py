"""`gongkai pages`: fill the page store, make everything anew, print the configuration of a web server in front."""

import argparse

from gongkai.cli.site import boot, require_ready


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    acts = parser.add_subparsers(dest="act", metavar="做什么", required=True)
    acts.add_parser("fill", help="把还没有生成的公众页面都生成好；之后没有程序，nginx 也能送出全部页面")
    acts.add_parser("renew", help="丢掉全部公众页面，从记录重做")
    nginx = acts.add_parser("nginx", help="打印 nginx 配置，放到 /etc/nginx/conf.d/gongkai.conf")
    nginx.add_argument("--listen", default="80", metavar="端口", help="nginx 监听的端口或地址，默认 80")
    nginx.add_argument("--name", default="_", metavar="域名", help="网站域名，默认任意")
    nginx.add_argument("--upstream", default="127.0.0.1:8000", metavar="地址", help="程序的地址，默认 127.0.0.1:8000")


def run(args: argparse.Namespace) -> int:
    """Do one of them. Returns 0."""
    boot()
    require_ready()
    if args.act == "nginx":
        from gongkai.config.nginx import configuration

        print(configuration(listen=args.listen, name=args.name, upstream=args.upstream), end="")
        return 0
    from gongkai.config.opening import keep_site, open_store
    from gongkai.pages import filling, store

    keep_site()
    open_store()
    if args.act == "renew":
        store.renew()
    print(f"公众页面 {filling.fill_all()} 个，都已生成。")
    return 0
