public class AppTest {
    public static void main(String[] args) {
        if (!App.greeting("you").equals("Hello, you")) throw new AssertionError();
    }
}
