package orderbakery.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Makes problems of what the servlet container and the framework refuse themselves. */
@Controller
public final class ContainerProblems implements ErrorController {
  private final ProblemResponse problems;

  public ContainerProblems(ProblemResponse problems) {
    this.problems = problems;
  }

  @RequestMapping("${server.error.path:/error}")
  public void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    problems.send(response, Problems.of(status instanceof Integer code ? code : 404));
  }
}
