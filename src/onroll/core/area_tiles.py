"""England's authorities as tiles of one size: each has a place on a grid, near its neighbours, so that small ones are seen too.

Source  our own layout: centres of the authorities from general knowledge, the boroughs of London put in place by hand, all others given
        the nearest free cell so that the sum of squared distances is least. Codes: `core.areas`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_GRID = """
... ... ... ... ... ... ... ... ... 929 391 392
... ... ... ... ... ... ... ... ... ... 390 393 394
... ... ... ... ... ... 942 ... ... ... 840 808 805 807
... ... ... ... ... ... ... 943 ... ... ... 841 806
... ... ... ... ... ... ... ... 888 ... 380 815 816
... ... ... ... ... ... 890 889 351 354 381 383 384 ... 811
... ... ... ... ... ... 343 359 350 353 382 370 371 813 810 812
... ... ... ... ... 344 340 342 355 352 357 373 372
... ... ... ... ... ... 341 876 877 358 356 830 891 ... ... 925
... ... ... ... ... ... ... 896 895 861 860 831 892 857 874
... ... ... ... ... ... 893 894 336 335 330 855 856 940 822 ... 873 ... ... 926
... ... ... ... ... ... ... ... 332 333 334 331 941 823 919 ... ... ... ... 935
... ... ... ... ... ... ... 884 885 ... 937 ... 826 821 ... 308 ... ... ... 881
... ... ... ... ... ... ... ... ... ... 931 825 310 302 309 320 317
... ... ... ... ... ... ... ... 916 ... ... 871 312 304 202 206 204 301 311 882
... ... ... ... ... ... ... 801 803 866 869 868 307 207 213 201 211 316 303 883
... ... ... ... ... ... 802 800 ... 865 870 872 313 205 212 210 209 203 ... 887
... ... ... ... ... ... 933 ... ... ... 850 867 318 314 315 208 305 ... ... 886
... ... ... ... 878 ... ... ... 838 ... 852 ... 936 319 306
... ... ... ... ... 880 ... ... ... 839 921 851 ... 938 ... ... ... 845
... 908 ... 879 ... ... ... ... ... ... ... ... ... ... ... 846
420
"""


@cache
def tiles() -> Mapping[str, tuple[int, int]]:
    """Return the column and the row of each authority that there is, by its three-digit code; from the north-west corner."""
    return {
        code: (column, row)
        for row, line in enumerate(_GRID.strip("\n").splitlines())
        for column, code in enumerate(line.split())
        if code != "..."
    }
