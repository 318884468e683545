package dev.demarc.casework;

import static dev.demarc.Api.freshAddress;
import static dev.demarc.Api.getCase;
import static dev.demarc.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.demarc.DemarcTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@DemarcTest
class ManyReportsAtOnceTest {

  @Test
  void reports_about_one_address_that_come_at_once_are_one_case() throws Exception {
    var address = freshAddress();
    var report =
        Map.of("title", "Flood", "category", "denial-of-service", "sources", List.of(address));
    var calls = new ArrayList<Callable<String>>();
    for (int i = 0; i < 24; i++) {
      calls.add(() -> submit(report).then().statusCode(201).extract().path("caseKey"));
    }
    var pool = Executors.newFixedThreadPool(8);
    try {
      var keys = new ArrayList<String>();
      for (var answer : pool.invokeAll(calls)) {
        keys.add(answer.get());
      }
      assertThat(keys.stream().collect(Collectors.toSet())).hasSize(1);
      getCase(keys.get(0)).then().body("reportCount", is(24));
    } finally {
      pool.shutdownNow();
    }
  }
}
