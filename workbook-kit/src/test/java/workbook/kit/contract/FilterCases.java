package workbook.kit.contract;

import static workbook.kit.contract.Difference.COMPUTED_EQUALITY_ONLY;
import static workbook.kit.contract.Difference.LENIENT_FILTERS;
import static workbook.kit.contract.Difference.LIKE_PREFIX_ONLY;
import static workbook.kit.contract.Difference.LOWER_CASE_KEYWORDS;
import static workbook.kit.contract.Difference.MISSING_KEY_UNKNOWN;
import static workbook.kit.contract.Difference.NO_NULL_TESTS;
import static workbook.kit.contract.Difference.WIDE_FLOATS;
import static workbook.kit.contract.FilterCase.finds;
import static workbook.kit.contract.FilterCase.findsFrom;
import static workbook.kit.contract.FilterCase.range;
import static workbook.kit.contract.FilterCase.refused;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Filters, one behaviour each. */
final class FilterCases {

  private static final long[] ALL = range(0, 19);
  private static final long[] ODD = LongStream.range(0, 20).filter(i -> i % 2 == 1).toArray();
  private static final long[] EVEN = LongStream.range(0, 20).filter(i -> i % 2 == 0).toArray();
  private static final long[] BLUE = LongStream.range(0, 15).filter(i -> i % 2 == 0).toArray();
  private static final long[] RED = LongStream.range(0, 15).filter(i -> i % 2 == 1).toArray();

  private FilterCases() {}

  static Stream<FilterCase> comparisons() {
    return Stream.of(
        findsFrom("id < 3", 0, 2),
        findsFrom("id <= 3 and id > 1", 2, 3),
        finds("id == 3", 3),
        finds("id != 3", without(3)),
        finds("3 > id and 0 < id", 1, 2),
        finds("1 < id < 4", 2, 3).refusedBy(LENIENT_FILTERS),
        finds("4 >= id > 1", 2, 3, 4).refusedBy(LENIENT_FILTERS),
        finds("price == 50", 5),
        finds("rating == 0.5", 1),
        finds("rating > 9", 19),
        finds("rating >= 9.5", 19),
        finds("weight == 0.3", 3).butFinds(WIDE_FLOATS),
        finds("stock == -5", 5),
        finds("sold == true and id < 4", 0, 2),
        finds("sold == false", ODD),
        finds("sold == True", EVEN),
        finds("title == \"ab\"", 1),
        finds("title == 'ab'", 1),
        finds("title == \"\"", 9),
        finds("title > \"n18\" and title < \"o\"", 19),
        finds("id == price", 0),
        finds("title == title", ALL));
  }

  static Stream<FilterCase> texts() {
    return Stream.of(
        finds("title == \"a\\\"b\"", 4),
        finds("title == 'a\"b'", 4),
        finds("title == \"a'b\"", 5),
        finds("title == 'a\\'b'", 5),
        finds("title == \"a\\\\b\"", 6),
        finds("title == \"tab\\tx\"", 7),
        finds("title == \"é\"", 8),
        findsFrom("title like \"a%\"", 0, 6),
        findsFrom("title LIKE \"a%\"", 0, 6),
        findsFrom("title like \"%b\"", 1, 6).refusedBy(LIKE_PREFIX_ONLY),
        findsFrom("title like \"%b%\"", 1, 7).refusedBy(LIKE_PREFIX_ONLY),
        findsFrom("title like \"a_b\"", 2, 6).butFinds(LIKE_PREFIX_ONLY, 3),
        finds("title like \"a\\\\%b\"", 2).butFinds(LIKE_PREFIX_ONLY),
        finds("title like \"a\\\\_b\"", 3).butFinds(LIKE_PREFIX_ONLY),
        findsFrom("title like \"n1_\"", 10, 19).butFinds(LIKE_PREFIX_ONLY),
        finds("title like \"\"", 9).butFinds(LIKE_PREFIX_ONLY, ALL),
        findsFrom("not title like \"a%\"", 7, 19));
  }

  static Stream<FilterCase> lists() {
    return Stream.of(
        finds("id in [1, 2, 99]", 1, 2),
        finds("id in [1, 2,]", 1, 2),
        finds("id in []"),
        finds("id not in [1, 2]", without(1, 2)),
        finds("id IN [1]", 1).refusedBy(LOWER_CASE_KEYWORDS),
        finds("id NOT IN [1]", without(1)).refusedBy(LOWER_CASE_KEYWORDS),
        finds("title in [\"a\", 'ab']", 0, 1),
        finds("rating in [0.5, 1]", 1, 2),
        finds("sold in [true]", EVEN));
  }

  static Stream<FilterCase> logic() {
    return Stream.of(
        finds("id < 2 or id > 18", 0, 1, 19),
        finds("id < 2 || id > 18", 0, 1, 19),
        finds("id > 1 && id < 4", 2, 3),
        finds("id > 1 AND id < 4", 2, 3).refusedBy(LOWER_CASE_KEYWORDS),
        findsFrom("not (id > 3)", 0, 3),
        findsFrom("!(id > 3)", 0, 3),
        finds("id < 1 or id > 17 and sold == true", 0, 18),
        finds("(id < 1 or id > 17) and sold == true", 0, 18),
        finds("id < 3 and (title == \"a\" or title == \"ab\") and not (id == 1)", 0));
  }

  static Stream<FilterCase> arithmetic() {
    return Stream.of(
        finds("price + 1 == 11", 1),
        finds("1 + price == 11", 1),
        finds("price - 1 == 9", 1),
        finds("price * 2 == 20", 1),
        finds("price / 10 == 2", 2),
        finds("price % 100 == 50", 5, 15).refusedBy(LENIENT_FILTERS),
        finds("rating * 2 == 3", 3),
        finds("id == 1 + 2", 3),
        findsFrom("id > 1 + 2 * 3", 8, 19),
        finds("id > -1 and id < 1", 0),
        findsFrom("price + 1 > 20 and price + 1 < 60", 2, 5).refusedBy(COMPUTED_EQUALITY_ONLY));
  }

  static Stream<FilterCase> json() {
    return Stream.of(
        finds("color == \"red\"", RED),
        finds("color == 'blue' and n > 5", 6, 8, 10, 12, 14),
        finds("color in [\"red\"]", RED),
        finds("color like \"r%\"", RED),
        finds("n == 3.0", 3),
        finds("n + 1 == 4", 3),
        finds("n == \"3\""),
        finds("color > 3"),
        finds("$meta[\"color\"] == \"red\"", RED),
        finds("$meta['n'] < 2", 0, 1),
        finds("deep[\"p\"] == 3", 3),
        finds("deep[\"q\"][0] == 3", 3),
        finds("deep[\"zz\"] == 1"),
        finds("meta[\"a\"] == 3", 3),
        findsFrom("meta[\"a\"] > 15", 16, 19),
        finds("meta[\"a\"] in [1, 2]", 1, 2).refusedBy(LENIENT_FILTERS),
        finds("meta[\"tags\"][1] == 3", 3),
        finds("nokey == 1"),
        finds("nokey != 1", ALL).butFinds(MISSING_KEY_UNKNOWN),
        finds("color != \"red\"", without(RED)).butFinds(MISSING_KEY_UNKNOWN, BLUE),
        finds("not (nokey == 1)", ALL).butFinds(MISSING_KEY_UNKNOWN),
        findsFrom("color is null", 15, 19).refusedBy(NO_NULL_TESTS),
        findsFrom("color is not null", 0, 14).refusedBy(NO_NULL_TESTS),
        finds("id is null").refusedBy(NO_NULL_TESTS),
        finds("id IS NOT NULL", ALL).refusedBy(NO_NULL_TESTS),
        findsFrom("exists color", 0, 14),
        finds("exists nokey"));
  }

  static Stream<FilterCase> wrong() {
    return Stream.of(
        refused("id >"),
        refused("> 3"),
        refused("id = 3"),
        refused("id <> 3"),
        refused("id 3"),
        refused("id > 3 id < 5"),
        refused("id > 3 and"),
        refused("(id > 3"),
        refused("id > 3)"),
        refused("()"),
        refused("id > 3;"),
        refused("id @ 3"),
        refused("id in 1"),
        refused("title == \"a"),
        refused("title == \"a\\qb\""),
        refused("id == \"3\""),
        refused("title > 3"),
        refused("title in [1]"),
        refused("id like \"3\""),
        refused("vector == 1"),
        refused("sold == 1"),
        refused("unknown(id)"),
        refused("id"),
        refused("1"),
        refused("meta[\"a\"]"),
        refused("meta == 1"),
        refused("id == 99999999999999999999"),
        refused("1 == 1").butFinds(LENIENT_FILTERS, ALL),
        refused("sold").butFinds(LENIENT_FILTERS, EVEN),
        refused("sold and id < 4").butFinds(LENIENT_FILTERS, 0, 2),
        refused("not id in [1]").butFinds(LENIENT_FILTERS, without(1)),
        refused("id == 3.5").butFinds(LENIENT_FILTERS),
        refused("id in [1, \"a\"]").butFinds(LENIENT_FILTERS, 1),
        refused("title == red").butFinds(LENIENT_FILTERS),
        refused("color == red").butFinds(LENIENT_FILTERS),
        refused("price + id == 11").butFinds(LENIENT_FILTERS, 1),
        refused("(id + 1) * 2 == 6").butFinds(LENIENT_FILTERS, 2));
  }

  private static long[] without(long... ids) {
    return Arrays.stream(ALL)
        .filter(id -> LongStream.of(ids).noneMatch(left -> left == id))
        .toArray();
  }
}
