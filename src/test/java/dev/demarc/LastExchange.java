package dev.demarc;

import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.filter.log.LogDetail;
import io.restassured.internal.RestAssuredResponseImpl;
import io.restassured.internal.print.RequestPrinter;
import io.restassured.internal.print.ResponsePrinter;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Prints the last request and its answer where a test fails. REST Assured would write down each
 * request with its answer, laid out, for the case that the answer is not as expected: a sixth of
 * what tests computed.
 */
class LastExchange
    implements BeforeAllCallback,
        BeforeEachCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private static final Keeping KEEPING = new Keeping();

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!RestAssured.filters().contains(KEEPING)) {
      RestAssured.filters(KEEPING);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    KEEPING.last = null;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    KEEPING.print(failure);
    throw failure;
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    KEEPING.print(failure);
    throw failure;
  }

  private static final class Keeping implements Filter {

    private record Exchange(FilterableRequestSpecification request, Response answer) {}

    private volatile @Nullable Exchange last;

    @Override
    public Response filter(
        FilterableRequestSpecification request,
        FilterableResponseSpecification expected,
        FilterContext rest) {
      var answer = read(rest.next(request, expected));
      last = new Exchange(request, answer);
      return answer;
    }

    /** Read to its end, as one that is not keeps its connection open. */
    private static Response read(Response answer) {
      if (!(answer instanceof RestAssuredResponseImpl open) || open.getHasExpectations()) {
        return answer;
      }
      var whole = new ResponseBuilder().clone(answer).setBody(answer.asByteArray()).build();
      ((RestAssuredResponseImpl) whole).setHasExpectations(true);
      return whole;
    }

    private void print(Throwable failure) {
      var exchange = last;
      if (exchange == null) {
        return;
      }
      try {
        var request = exchange.request;
        RequestPrinter.print(
            request,
            request.getMethod(),
            request.getURI(),
            LogDetail.ALL,
            Set.of(),
            System.out,
            true);
        ResponsePrinter.print(
            exchange.answer, exchange.answer, System.out, LogDetail.ALL, true, Set.of());
      } catch (RuntimeException unprintable) {
        failure.addSuppressed(unprintable);
      }
    }
  }
}
