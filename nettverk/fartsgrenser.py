"""How often the same thing may be tried, per address on the net and per key: «times/period/what»."""

# A whole meeting, or many from one hospital, may sit behind one address on the net. «Jeg er her» counts
# those who are not found; guests register without login, no more than a meeting could have.
FARTSGRENSER = {
    "request_login_code": "20/m/ip,3/m/key,30/d/key",
    "innsjekk": "30/10m/ip",
    "gjestepamelding": "20/m/ip,200/d/key",
    "dybdepamelding": "30/m/ip",
}
