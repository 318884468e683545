package dev.demarc.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.FilterContext;
import dev.demarc.finding.filter.FilterParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which statements are run, by what the database's statistics and counts say. */
class PageFinderTest {

  private static final FilterContext CONTEXT = new FilterContext(Instant.now(), "me", Map.of());

  private final List<String> run = new ArrayList<>();

  /**
   * @param terms how many the statistics say have them
   * @param words how many they say have the words
   * @param counted how many are counted of either
   */
  private List<String> ways(String filter, int terms, int words, int counted) {
    var query = FilterParser.parse(filter, Sort.NEWEST, "q", CONTEXT);
    new PageFinder(
            () -> new CaseSql(query, null, "", null),
            (sql, text) -> {
              if (text.startsWith("explain ")) {
                run.add("estimate");
                int rows = text.contains("select 1 from case_entry") ? terms : words;
                return List.<Object[]>of(
                    new Object[] {
                      "[{\"Plan\": {\"Startup Cost\": 1.0, \"Plan Rows\": " + rows + "}}]"
                    });
              }
              if (text.startsWith("select count(*), 0 from (select 1 from case_entry")) {
                run.add("count terms");
                return List.<Object[]>of(new Object[] {(long) counted, 0});
              }
              if (text.startsWith("select count(*)")) {
                run.add("count words");
                return List.<Object[]>of(new Object[] {(long) counted, 0});
              }
              run.add(
                  text.startsWith("with lookup")
                      ? "cut"
                      : text.startsWith("with ") ? by(text) : "along the order");
              return List.of();
            },
            null,
            51)
        .find();
    return run.stream().filter(way -> !way.equals("estimate")).toList();
  }

  private static String by(String text) {
    return text.contains("found offset 0") ? "by words" : "by terms";
  }

  @Test
  void a_frequent_word_is_not_counted_and_few_terms_lead() {
    assertThat(ways("assignee:zoe frequent", 800, 90_000, 800))
        .containsExactly("along the order", "count terms", "by terms");
  }

  @Test
  void a_rare_word_leads_before_many_terms() {
    assertThat(ways("status:closed rare", 250_000, 12, 12))
        .containsExactly("along the order", "count words", "by words");
  }

  @Test
  void where_neither_is_rare_the_cheaper_of_asking_and_cutting_comes_last() {
    assertThat(ways("category:spam frequent", 7_000, 90_000, 3_001))
        .containsExactly("along the order", "along the order", "by terms");
    run.clear();
    assertThat(ways("status:closed common", 250_000, 14_000, 3_001))
        .containsExactly("along the order", "count words", "along the order", "cut");
  }

  @Test
  void statistics_that_are_too_low_cost_a_count_and_lead_nowhere() {
    assertThat(ways("category:spam common", 900, 40_000, 3_001))
        .containsExactly("along the order", "count terms", "along the order", "by terms");
  }
}
