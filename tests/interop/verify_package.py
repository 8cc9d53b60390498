#!/usr/bin/env python3
"""A second reader of evidence packages, in another language, from docs/spec/evidence.md alone; only Python's own library.

usage: verify_package.py FILE...   prints one line of JSON for each: {"whole": bool, "faults": [code, ...]}
"""
import base64
import hashlib
import json
import struct
import sys
import zlib
from decimal import Decimal

# SEC 2 (secp256r1).
P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")


def add(a, b):
    """Affine points; None is infinity."""
    if a is None:
        return b
    if b is None:
        return a
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) % P
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(k, point):
    total = None
    while k:
        if k & 1:
            total = add(total, point)
        point = add(point, point)
        k >>= 1
    return total


def holds(key, message, sig):
    if len(key) != 65 or key[0] != 4 or len(sig) != 64:
        return False
    x, y = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    if x >= P or y >= P or (y * y - x * x * x + 3 * x - B) % P:
        return False
    r, s = int.from_bytes(sig[:32], "big"), int.from_bytes(sig[32:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    e, w = int.from_bytes(hashlib.sha256(message).digest(), "big"), pow(s, -1, N)
    point = add(times(e * w % N, G), times(r * w % N, (x, y)))
    return point is not None and point[0] % N == r


def unbase64(text, url=False):
    """Only the one spelling; None for any other."""
    try:
        if url:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            return raw if base64.urlsafe_b64encode(raw).decode().rstrip("=") == text else None
        raw = base64.b64decode(text, validate=True)
        return raw if base64.b64encode(raw).decode() == text else None
    except Exception:
        return None


def canonical(value):
    """RFC 8785."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda k: k.encode("utf-16-be"))
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + canonical(value[k]) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    if isinstance(value, float):
        return number(value)
    return json.dumps(value, ensure_ascii=False)


def number(value):
    """As ECMAScript writes it: Python has the same digits, and other rules for the exponent."""
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    text = repr(value)
    if "e" not in text:
        return text
    digits, exponent = text.split("e")
    if -7 < int(exponent) < 0:
        return format(Decimal(text), "f")
    return digits + "e" + ("+" if int(exponent) > 0 else "-") + str(abs(int(exponent)))


def sha(data):
    return hashlib.sha256(data).digest()


def hexhash(text):
    return hashlib.sha256(text.encode()).hexdigest()


def holds_text(key, text, sig):
    raw_key, raw_sig = unbase64(key, True), unbase64(sig, True)
    return raw_key is not None and raw_sig is not None and holds(raw_key, text.encode(), raw_sig)


# The container.

def shared(crc, size):
    return struct.pack("<HHHHIII", 0, 0, 0, 0x21, crc, size, size)


def container_of(files):
    out, listing, offsets = b"", b"", []
    for name, data in files:
        offsets.append(len(out))
        raw, crc = name.encode(), zlib.crc32(data)
        out += struct.pack("<IH", 0x04034B50, 10) + shared(crc, len(data)) + struct.pack("<HH", len(raw), 0) + raw + data
    for (name, data), at in zip(files, offsets):
        raw = name.encode()
        listing += struct.pack("<IHH", 0x02014B50, 10, 10) + shared(zlib.crc32(data), len(data))
        listing += struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0, at) + raw
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(files), len(files), len(listing), len(out), 0)
    return out + listing + end


def unpack(data):
    """Files in the order of the list, or None when there is no list."""
    if len(data) < 22 or data[-22:-18] != b"PK\x05\x06":
        return None
    count, length, at = struct.unpack("<HII", data[-12:-2])
    if at + length != len(data) - 22:
        return None
    files, place, start = [], at, 0
    for _ in range(count):
        if place + 46 > len(data):
            return None
        size, = struct.unpack("<I", data[place + 24:place + 28])
        name_length, = struct.unpack("<H", data[place + 28:place + 30])
        name = data[place + 46:place + 46 + name_length].decode("latin-1")
        begin = start + 30 + name_length
        files.append((name, data[begin:begin + size]))
        place, start = place + 46 + name_length, begin + size
    return files


# The tree (RFC 9162).

def leaf_of(entry):
    stated = {k: v for k, v in entry["receipt"].items() if k != "sig"}
    return sha(b"\0" + canonical({**stated, "after": entry["after"]}).encode())


def root_of(leaf, index, size, proof):
    if not 0 <= index < size:
        return None
    place, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if place & 1 or place == last:
            root = sha(b"\1" + sibling + root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = sha(b"\1" + root + sibling)
        place, last = place >> 1, last >> 1
    return root if last == 0 else None


def consistent(first, first_root, second, second_root, proof):
    if first > second:
        return False
    if first == second:
        return not proof and first_root == second_root
    if first == 0:
        return not proof
    path = [first_root] + proof if first & (first - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = sha(b"\1" + sibling + old), sha(b"\1" + sibling + new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = sha(b"\1" + new + sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def read_note(note, keys):
    """(origin, size, root) of a note that one of the keys signed, or a fault."""
    text, gap, rest = note.partition("\n\n")
    lines = text.split("\n")
    root = unbase64(lines[2]) if len(lines) == 3 else None
    if not gap or root is None or len(root) != 32 or not lines[1].isdigit() or not rest.endswith("\n"):
        return "checkpoint-altered"
    claimed = False
    for line in rest[:-1].split("\n"):
        parts = line.split(" ")
        raw = unbase64(parts[2]) if len(parts) == 3 and parts[0] == "\u2014" else None
        if raw is None:
            return "checkpoint-altered"
        for key in keys:
            if raw[:4] != sha(SPKI + key)[:4]:
                continue
            claimed = True
            if parts[1] == lines[0] and holds(key, (text + "\n").encode(), plain_of(raw[4:])):
                return lines[0], int(lines[1]), root
    return "checkpoint-altered" if claimed else "foreign-key"


def plain_of(der):
    try:
        length = der[3]
        r, s = der[4:4 + length], der[6 + length:6 + length + der[5 + length]]
        assert der[0] == 0x30 and der[1] == len(der) - 2 and 6 + length + len(s) == len(der)
        return r.lstrip(b"\0").rjust(32, b"\0") + s.lstrip(b"\0").rjust(32, b"\0")
    except Exception:
        return b""


# The package.

def stands(receipt, manifest):
    reaches = manifest["lineage"] + [{"epoch": manifest["epoch"], "seq": manifest["tree"]["size"]}]
    return any(r["epoch"] == receipt["epoch"] and receipt["seq"] <= r["seq"] for r in reaches)


def check_entry(entry, manifest, keys, ids):
    header, receipt, found = entry["header"], entry["receipt"], []
    own = hexhash(canonical(header))
    if own != receipt["entry"]:
        found.append("entry-swapped" if receipt["entry"] in ids else "entry-altered")
    elif header["case"] != manifest["case"] or receipt["case"] != manifest["case"]:
        found.append("entry-swapped")
    payload, withheld = entry["payload"], entry["withheld"]
    if (payload is None) == (withheld is None):
        found.append("payload-altered")
    elif payload is not None and hexhash(payload["salt"] + canonical(payload["body"])) != header["commit"]:
        found.append("payload-altered")
    if own == receipt["entry"]:
        key = next((d["publicKey"] for d in keys["devices"] if d["id"] == header["device"]), "")
        raw = unbase64(key, True)
        if not raw or hashlib.sha256(raw).hexdigest()[:32] != header["device"]:
            found.append("foreign-key")
        elif not holds_text(key, own, entry["sig"]):
            found.append("entry-re-signed")
    stated = hexhash(canonical({k: v for k, v in receipt.items() if k != "sig"}))
    if not any(holds_text(k, stated, receipt["sig"]) for k in keys["server"]):
        found.append("receipt-altered")
    if not stands(receipt, manifest):
        found.append("wrong-epoch")
    return found


def check_order(entries, manifest):
    found, seen, top = [], set(), 0
    for entry in entries:
        seq = entry["receipt"]["seq"]
        if seq in seen:
            found.append("entry-doubled")
        elif seq < top:
            found.append("entries-reordered")
        seen.add(seq)
        top = max(top, seq)
    last = 0
    for entry in sorted(entries, key=lambda e: e["receipt"]["seq"]):
        receipt, after = entry["receipt"], entry["after"]
        if receipt["seq"] == last:
            continue
        if after > last:
            found.append("entry-dropped")
        if after < last:
            found.append("entry-swapped")
        verdict = receipt["verdict"]
        opens = entry["header"]["kind"] == "order" if verdict["outcome"] == "accepted" else verdict.get("reason") == "unknown-kind"
        if last or after or opens:
            last = receipt["seq"]
    if top < manifest["entries"]["last"]:
        found.append("tail-cut")
    if top > manifest["entries"]["last"]:
        found.append("entry-swapped")
    if not found and len(entries) != manifest["entries"]["count"]:
        found.append("entry-dropped")
    return found + check_chains(entries)


def check_chains(entries):
    found, chains = [], {}
    for entry in entries:
        if entry["receipt"]["chain"] == "fork":
            continue
        chain = chains.setdefault(entry["header"]["device"], {})
        own = hexhash(canonical(entry["header"]))
        if chain.get(entry["header"]["seq"], own) != own:
            found.append("two-heads")
        chain[entry["header"]["seq"]] = own
    for entry in entries:
        if entry["receipt"]["chain"] != "ok":
            continue
        before = chains[entry["header"]["device"]].get(entry["header"]["seq"] - 1)
        if before is not None and entry["header"]["prev"] != before:
            found.append("two-heads")
    return found


def check_log(entries, manifest, files, keys, anchors):
    raw_keys = [k for k in (unbase64(key, True) for key in keys["server"]) if k]
    note = read_note(files.get("checkpoint.txt", b"").decode(), raw_keys)
    if isinstance(note, str):
        return [note]
    origin, size, root = note
    if origin != "jiban/" + manifest["epoch"]:
        return ["wrong-epoch"]
    if size != manifest["tree"]["size"] or root.hex() != manifest["tree"]["root"]:
        return ["checkpoint-altered"]
    found = []
    for entry in entries:
        proof = [unbase64(p) for p in entry["proof"]]
        if None in proof or root_of(leaf_of(entry), entry["receipt"]["seq"] - 1, size, proof) != root:
            found.append("not-in-log")
    reaches = manifest["lineage"] + [{"epoch": manifest["epoch"], "seq": size}]
    for anchor in anchors:
        read = read_note(anchor["note"], raw_keys)
        if isinstance(read, str):
            found.append(read)
            continue
        proof = [unbase64(p) for p in anchor["proof"]]
        if not any("jiban/" + r["epoch"] == read[0] and read[1] <= r["seq"] for r in reaches):
            found.append("wrong-epoch")
        elif None in proof or not consistent(read[1], read[2], size, root, proof):
            found.append("two-heads")
        elif anchor["token"] is not None and sha(anchor["note"].encode()) not in files.get(anchor["token"], b""):
            found.append("anchor-altered")
    return found


def check_files(manifest, files):
    found = []
    known = {f["sha256"] for f in manifest["files"]}
    for file in manifest["files"]:
        data = files.get(file["name"])
        if data is None:
            found.append("file-missing")
        elif hashlib.sha256(data).hexdigest() != file["sha256"]:
            found.append("file-swapped" if hashlib.sha256(data).hexdigest() in known else "file-altered")
    named = {f["name"] for f in manifest["files"]} | {"manifest.json", "manifest.sig"}
    return found + ["file-extra" for name in files if name not in named]


def verify(data):
    packed = unpack(data)
    if packed is None:
        return ["container"]
    files, found = dict(packed), []
    if container_of(packed) != data:
        found.append("container")
    try:
        manifest = json.loads(files["manifest.json"])
        assert manifest["kind"] == "jiban-evidence-package" and manifest["v"] == 1
    except Exception:
        return found + ["no-manifest"]
    if not found and [n for n, _ in packed] != ["manifest.json", "manifest.sig"] + [f["name"] for f in manifest["files"]]:
        found.append("container")
    try:
        keys = json.loads(files["keys.json"])
        anchors = json.loads(files["anchors.json"])
        entries = [json.loads(line) for line in files["entries.jsonl"].decode().split("\n")[:-1]]
        assert all("header" in e and "receipt" in e for e in entries)
    except Exception:
        return found + ["file-unreadable"]
    try:
        signature = json.loads(files["manifest.sig"])
        hash_of = hashlib.sha256(files["manifest.json"]).hexdigest()
        if canonical(signature).encode() != files["manifest.sig"] or not holds_text(signature["key"], hash_of, signature["sig"]):
            found.append("manifest-altered")
        elif signature["key"] not in keys["server"]:
            found.append("foreign-key")
    except Exception:
        found.append("manifest-altered")
    found += check_files(manifest, files)
    here = {f["sha256"] for f in manifest["files"]} | set(manifest["absent"])
    ids = {hexhash(canonical(e["header"])) for e in entries}
    for entry in entries:
        found += check_entry(entry, manifest, keys, ids)
        if entry["withheld"] is None and any(b not in here for b in entry["header"]["blobs"]):
            found.append("original-missing")
    return found + check_order(entries, manifest) + check_log(entries, manifest, files, keys, anchors)


def main(paths):
    for path in paths:
        try:
            with open(path, "rb") as file:
                faults = verify(file.read())
        except Exception as error:  # Whatever a stranger put in: it is not whole, and it is said.
            faults = ["unreadable: " + repr(error)]
        print(json.dumps({"whole": not faults, "faults": sorted(set(faults))}))


if __name__ == "__main__":
    main(sys.argv[1:])
