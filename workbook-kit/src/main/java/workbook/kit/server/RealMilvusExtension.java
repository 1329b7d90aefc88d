package workbook.kit.server;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import workbook.kit.server.MilvusServer.Kind;

/** Gets the server for {@link RealMilvus}; asks once per kind, also when the answer is no. */
final class RealMilvusExtension implements ExecutionCondition, ParameterResolver {

  /** Either a server or why there is none. */
  private record Answer(MilvusServer server, ServerUnavailable failure) {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Answer answer = answer(context);
    if (answer.failure() == null) {
      return ConditionEvaluationResult.enabled(answer.server().describe());
    }
    String kind = choice(context).kind().key();
    if (List.of(System.getProperty("milvus.require", "").split(",", -1)).contains(kind)) {
      throw answer.failure();
    }
    return ConditionEvaluationResult.disabled(answer.failure().getMessage());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MilvusServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return answer(context).server();
  }

  private static Answer answer(ExtensionContext context) {
    ServerChoice choice = choice(context);
    return context
        .getRoot()
        .getStore(Namespace.create(RealMilvusExtension.class))
        .computeIfAbsent(choice, RealMilvusExtension::start, Answer.class);
  }

  private static Answer start(ServerChoice choice) {
    try {
      return new Answer(MilvusServer.start(choice), null);
    } catch (ServerUnavailable e) {
      System.err.println("Tests that need " + choice.kind().key() + ": " + e.getMessage());
      return new Answer(null, e);
    }
  }

  private static ServerChoice choice(ExtensionContext context) {
    Kind[] fixed =
        AnnotationSupport.findAnnotation(
                context.getRequiredTestClass(), RealMilvus.class, context.getEnclosingTestClasses())
            .map(RealMilvus::value)
            .orElse(new Kind[0]);
    return fixed.length == 0
        ? ServerChoice.fromProcess().orElseGet(() -> ServerChoice.ofKind(Kind.DOCKER))
        : ServerChoice.ofKind(fixed[0]);
  }
}
